module example.com/accountscontext

go 1.19
