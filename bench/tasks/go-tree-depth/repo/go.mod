module example.com/treedepth

go 1.19
