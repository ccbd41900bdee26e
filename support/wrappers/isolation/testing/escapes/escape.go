// Tries every way out that Go has, and prints what each brought.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const outside = "198.51.100.7"

var client = http.Client{Transport: &http.Transport{Proxy: nil}, Timeout: 2 * time.Second}

func get(url string) (string, error) {
	answer, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return string(body), err
}

func dial(network, address, send string) (string, error) {
	way, err := net.DialTimeout(network, address, 2*time.Second)
	if err != nil {
		return "", err
	}
	defer way.Close()
	way.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := way.Write([]byte(send)); err != nil {
		return "", err
	}
	if network == "udp" {
		got := make([]byte, 512)
		count, err := way.Read(got)
		return string(got[:count]), err
	}
	body, err := io.ReadAll(way)
	return string(body), err
}

func environments() (string, error) {
	paths, err := filepath.Glob("/proc/[0-9]*/environ")
	var found strings.Builder
	for _, path := range paths {
		if text, err := os.ReadFile(path); err == nil {
			found.Write(text)
		}
	}
	return found.String(), err
}

func main() {
	const request = "GET / HTTP/1.0\r\n\r\n"
	ways := []struct {
		name string
		try  func() (string, error)
	}{
		{"endpoint", func() (string, error) { return get(os.Getenv("ENDPOINT")) }},
		{"tcp", func() (string, error) { return dial("tcp", outside+":80", request) }},
		{"ipv6", func() (string, error) { return dial("tcp", "[2001:db8::7]:80", request) }},
		{"udp", func() (string, error) { return dial("udp", "198.51.100.53:5353", "hello") }},
		{"dns", func() (string, error) {
			addresses, err := net.LookupHost("go.out.example")
			return strings.Join(addresses, " "), err
		}},
		{"http", func() (string, error) { return get("http://" + outside + "/") }},
		{"metadata", func() (string, error) { return get("http://169.254.169.254/latest/meta-data/") }},
		{"container", func() (string, error) { return get("http://169.254.170.2/v2/credentials") }},
		{"unix", func() (string, error) { return dial("unix", os.Getenv("UNIX_SOCKET"), request) }},
		{"abstract", func() (string, error) { return dial("unix", "@"+os.Getenv("ABSTRACT_SOCKET"), request) }},
		{"proc", environments},
		{"home", func() (string, error) {
			text, err := os.ReadFile(os.Getenv("CREDENTIALS"))
			return string(text), err
		}},
	}
	for _, way := range ways {
		if got, err := way.try(); err != nil {
			fmt.Printf("%s: stopped, %v\n", way.name, err)
		} else {
			fmt.Printf("%s: %q\n", way.name, got)
		}
	}
}
