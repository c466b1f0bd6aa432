// How much is read of what somebody sends. An archive may be a bomb, and a folder may be a home directory: whatever is beyond these
// bounds is said as a gap. A whole build log has 1 to 10 MB.

/** Unpacked bytes of one named file, all members of an archive together. */
export const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** Members of one archive. */
export const MAX_MEMBERS = 1000;
/** Files below one named folder. */
export const MAX_FILES = 10_000;
/** Folders within each other. */
export const MAX_DEPTH = 12;
/** Lines of one log that are kept: some five hundred bytes of memory each. A whole build writes some 30,000. */
export const MAX_LINES = 160_000;
/** Of them the first: there the log says which image it builds. */
export const HEAD_LINES = 10_000;
