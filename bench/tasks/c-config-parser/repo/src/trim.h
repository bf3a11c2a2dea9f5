#ifndef TRIM_H
#define TRIM_H

/* Cuts off white space at both ends, in place; gives the new beginning. */
char *trim(char *text);

#endif
