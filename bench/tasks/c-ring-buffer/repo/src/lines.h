#ifndef LINES_H
#define LINES_H

#include "ring.h"

/* Takes a whole line out of the ring, without its line feed; gives its length, or -1 if there is none yet.
   A line that does not fit is cut. `size` must not be 0. */
int lines_next(struct ring *ring, char *line, size_t size);

#endif
