module example.com/invoicediscounts

go 1.19
