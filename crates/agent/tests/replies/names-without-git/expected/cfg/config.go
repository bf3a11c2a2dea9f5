package config

type Config struct {
	Host string
	Port int
}

func Default() Config {
	return Config{Host: "127.0.0.1", Port: 80}
}

func (c Config) Address() string {
	return c.Host
}
