/** More than anybody reads beside a column; of what DDL says, in whatever form. */
export const COMMENT_LENGTH = 1024;
