#include <stdio.h>
#include <stdlib.h>

struct options {
	int verbose;
	const char *output;
};

static void usage(const char *name)
{
	fprintf(stderr, "usage: %s [-v] [-o FILE]\n", name);
	exit(2);
}

void parse(struct options *options, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (argv[i][0] != '-')
			usage(argv[0]);
		if (argv[i][1] == 'v') {
			options->verbose = 1;
		} else if (argv[i][1] == 'o') {
			options->output = argv[i + 1];
		}
	}
}
