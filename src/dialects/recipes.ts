// The recipe that a place in Chef's messages names: `aws-parallelcluster-install::nvidia line 9`, or the path of the recipe's file.

/** `…/cookbooks/aws-parallelcluster-install/recipes/nvidia.rb` → `aws-parallelcluster-install::nvidia` */
export function recipeOfPath(path: string): string | null {
  const found = /cookbooks\/([\w-]+)\/recipes\/([\w-]+)\.rb/.exec(path);
  return found ? `${found[1]}::${found[2]}` : null;
}

/** The words in the parentheses of `bash[x] (…) had an error`. */
export function recipeOfPlace(place: string): string | null {
  return /^([\w-]+::[\w-]+) line \d+/.exec(place)?.[1] ?? recipeOfPath(place);
}
