package config

type Config struct {
	Host string
	Port int
}

func Default() Config {
	return Config{Host: "::1", Port: 443}
}

func (c Config) Address() string {
	return "[" + c.Host + "]"
}
