package a

func init() {}

func init() {}
