package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// ErrNoPostgres says that there are no server binaries on this machine.
var ErrNoPostgres = errors.New("no PostgreSQL server binaries in /usr/lib/postgresql/*/bin: the suite runs on SQLite only")

// Postgres is a real server on a temporary directory, for one test binary.
type Postgres struct {
	dir, bin string
	port     int
	base     url.URL
	cmd      *exec.Cmd
	out      *os.File
}

// StartPostgres starts a server that only this machine reaches. It syncs
// nothing to disk: it has to survive a killed client, not a power cut. The
// server refuses to run as root and then runs as the user postgres.
func StartPostgres() (*Postgres, error) {
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if len(bins) == 0 {
		return nil, ErrNoPostgres
	}
	slices.Sort(bins)
	bin := filepath.Dir(bins[len(bins)-1])
	dir, err := os.MkdirTemp("", "idmbot-pg")
	if err != nil {
		return nil, err
	}
	p := &Postgres{dir: dir, bin: bin}
	if err := p.prepare(); err != nil {
		p.Stop()
		return nil, fmt.Errorf("start PostgreSQL for tests: %w", err)
	}
	return p, nil
}

// prepare makes the files of the server and starts it.
func (p *Postgres) prepare() error {
	attr, err := asPostgres(p.dir)
	if err != nil {
		return err
	}
	initdb := exec.Command(filepath.Join(p.bin, "initdb"), "-D", p.data(), "-U", "postgres", "-A", "trust",
		"--no-sync", "-E", "UTF8", "--locale=C")
	initdb.SysProcAttr, initdb.Dir = attr, p.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	if p.port, err = freePort(); err != nil {
		return err
	}
	p.base = url.URL{Scheme: "postgres", User: url.User("postgres"),
		Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(p.port)), Path: "/postgres"}
	p.out, err = os.Create(filepath.Join(p.dir, "log"))
	if err != nil {
		return err
	}
	return p.Start()
}

func (p *Postgres) data() string { return filepath.Join(p.dir, "data") }

// Start starts the server, also again after Halt.
func (p *Postgres) Start() error {
	attr, err := asPostgres(p.dir)
	if err != nil {
		return err
	}
	p.cmd = exec.Command(filepath.Join(p.bin, "postgres"), "-D", p.data(), "-p", strconv.Itoa(p.port), "-k", p.dir,
		"-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200")
	p.cmd.SysProcAttr, p.cmd.Dir = attr, p.dir
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.out
	if err := p.cmd.Start(); err != nil {
		return err
	}
	return p.await()
}

// await waits until the server takes connections.
func (p *Postgres) await() error {
	db, err := sql.Open("pgx", p.base.String())
	if err != nil {
		return err
	}
	defer db.Close()
	// A minute is far more than a start takes even on a loaded machine.
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server takes no connections: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Database creates an empty database and returns its address.
func (p *Postgres) Database() (string, error) {
	db, err := sql.Open("pgx", p.base.String())
	if err != nil {
		return "", err
	}
	defer db.Close()
	name := "t_" + strings.ToLower(rand.Text())
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		return "", fmt.Errorf("create a database for a test: %w", err)
	}
	u := p.base
	u.Path = "/" + name
	return u.String(), nil
}

// Size is how many bytes a database takes.
func (p *Postgres) Size(address string) (n int64, err error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	err = db.QueryRow("SELECT pg_database_size(current_database())").Scan(&n)
	return n, err
}

// Halt ends the server at once, without saving anything, and keeps its files.
func (p *Postgres) Halt() {
	if p.cmd != nil && p.cmd.Process != nil {
		_ = p.cmd.Process.Signal(syscall.SIGQUIT)
		_ = p.cmd.Wait()
		p.cmd = nil
	}
}

// Stop ends the server and removes its files. It may be called on a server
// that never started.
func (p *Postgres) Stop() {
	p.Halt()
	if p.out != nil {
		_ = p.out.Close()
	}
	_ = os.RemoveAll(p.dir)
}

// asPostgres makes the directory the server's own. For root it returns how to
// run a command as the user postgres.
func asPostgres(dir string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)},
		Pdeathsig: syscall.SIGQUIT}, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
