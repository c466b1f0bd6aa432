// The names ParallelCluster gives to operating systems: `alinux2023`, `ubuntu2204`, `rocky9`; here a minor release may follow, as in
// `rocky9.4`, because packages come and go with it. A release that is not out yet has a name of the same form.

export const OS_NAME = /^(?:ubuntu\d{4}|(?:alinux|centos|rhel|rocky)\d{1,4}(?:\.\d{1,8})?)$/;

/** For messages about a name that is none. */
export const OS_NAME_EXAMPLES = 'alinux2023, ubuntu2204, rhel9, rocky9 or rocky9.4';
