// Package er is deep.
package er
