int a;

int b = 1;
