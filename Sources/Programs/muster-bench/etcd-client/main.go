// The peer's half of `muster-bench consensus`: an etcd client over gRPC that takes one command a line on its standard
// input and answers each with one line.
//
//	write DEPTH MILLISECONDS   keep DEPTH puts of 200 bytes outstanding: `COUNT SECONDS P50 P99` (nanoseconds)
//	read DEPTH MILLISECONDS    the same with linearizable reads
//	leader                     the number of the endpoint that leads, from 1; 0 if none is known
//	members                    how many endpoints answer and agree on the leader
//	probe                      try to put everywhere every 5 ms until one is accepted: `accepted`
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"sort"
	"strings"
	"sync"
	"time"

	"go.etcd.io/etcd/clientv3"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
)

const key = "muster-bench"

var value = strings.Repeat("x", 200)

func connect(endpoint string) *clientv3.Client {
	client, err := clientv3.New(clientv3.Config{
		Endpoints:   []string{endpoint},
		DialTimeout: 5 * time.Second,
		DialOptions: []grpc.DialOption{grpc.WithConnectParams(grpc.ConnectParams{
			Backoff: backoff.Config{BaseDelay: 20 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: 320 * time.Millisecond},
		})},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return client
}

// status gives the leader's member number and one's own, both 0 where the endpoint does not answer.
func status(client *clientv3.Client) (leader, own uint64) {
	limit, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	answer, err := client.Status(limit, client.Endpoints()[0])
	if err != nil {
		return 0, 0
	}
	return answer.Leader, answer.Header.MemberId
}

func leader(clients []*clientv3.Client) int {
	for index, client := range clients {
		if leads, own := status(client); own != 0 && leads == own {
			return index + 1
		}
	}
	return 0
}

func members(clients []*clientv3.Client) int {
	counts := map[uint64]int{}
	most := 0
	for _, client := range clients {
		if leads, own := status(client); own != 0 && leads != 0 {
			counts[leads]++
			if counts[leads] > most {
				most = counts[leads]
			}
		}
	}
	return most
}

func load(clients []*clientv3.Client, depth int, span time.Duration, reads bool) {
	number := leader(clients)
	if number == 0 {
		fmt.Println("0 0 0 0")
		return
	}
	client := clients[number-1]
	begin := time.Now()
	end := begin.Add(span)
	all := make([][]time.Duration, depth)
	var group sync.WaitGroup
	for worker := 0; worker < depth; worker++ {
		group.Add(1)
		go func(worker int) {
			defer group.Done()
			limit, cancel := context.WithDeadline(context.Background(), end.Add(5*time.Second))
			defer cancel()
			for time.Now().Before(end) {
				start := time.Now()
				var err error
				if reads {
					_, err = client.Get(limit, key)
				} else {
					_, err = client.Put(limit, key, value)
				}
				if err == nil {
					all[worker] = append(all[worker], time.Since(start))
				}
			}
		}(worker)
	}
	group.Wait()
	seconds := time.Since(begin).Seconds()
	var times []time.Duration
	for _, some := range all {
		times = append(times, some...)
	}
	sort.Slice(times, func(a, b int) bool { return times[a] < times[b] })
	if len(times) == 0 {
		fmt.Println("0 0 0 0")
		return
	}
	fmt.Println(len(times), seconds, times[len(times)/2].Nanoseconds(), times[len(times)*99/100].Nanoseconds())
}

func probe(clients []*clientv3.Client) {
	all, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	accepted := make(chan bool, 1)
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		for _, client := range clients {
			go func(client *clientv3.Client) {
				if _, err := client.Put(all, key, value); err == nil {
					select {
					case accepted <- true:
					default:
					}
				}
			}(client)
		}
		select {
		case <-accepted:
			fmt.Println("accepted")
			return
		case <-all.Done():
			fmt.Println("none")
			return
		case <-ticker.C:
		}
	}
}

func main() {
	var clients []*clientv3.Client
	for _, endpoint := range os.Args[1:] {
		clients = append(clients, connect(endpoint))
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var word string
		var depth, milliseconds int
		fmt.Sscan(lines.Text(), &word, &depth, &milliseconds)
		span := time.Duration(milliseconds) * time.Millisecond
		switch word {
		case "write":
			load(clients, depth, span, false)
		case "read":
			load(clients, depth, span, true)
		case "leader":
			fmt.Println(leader(clients))
		case "members":
			fmt.Println(members(clients))
		case "probe":
			probe(clients)
		default:
			fmt.Println("unknown")
		}
	}
}
