package config

type Config struct {
	Host string
	Port int
}

func Default() Config {
	return Config{Host: "localhost", Port: 80}
}

func (c Config) Address() string {
	return c.Host
}
