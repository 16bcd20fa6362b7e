package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/adapters/store/storetest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
)

// server is the PostgreSQL of this test binary, nil where there is none.
var server *storetest.Postgres

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	if child := os.Getenv(childVariable); child != "" {
		return runChild(child)
	}
	p, err := storetest.StartPostgres()
	switch {
	case errors.Is(err, storetest.ErrNoPostgres):
		fmt.Println("adapters/store:", err)
	case err != nil:
		fmt.Println("adapters/store:", err)
		return 1
	default:
		defer p.Stop()
		server = p
	}
	return m.Run()
}

// addresses are where the suites run: a new, empty database of each engine.
func addresses(t testing.TB) map[string]func(testing.TB) string {
	t.Helper()
	return map[string]func(testing.TB) string{"SQLite": sqliteAddress, "PostgreSQL": postgresAddress}
}

func sqliteAddress(t testing.TB) string {
	return "sqlite:" + filepath.Join(t.TempDir(), "data", "idmbot.db")
}

func postgresAddress(t testing.TB) string {
	if server == nil {
		t.Skip(storetest.ErrNoPostgres)
	}
	address, err := server.Database()
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func open(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// onEach runs a test on each engine.
func onEach(t *testing.T, f func(t *testing.T, address string)) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) { f(t, address(t)) })
	}
}

func TestBotSuite(t *testing.T) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, func(t *testing.T) storetest.Bot { return open(t, address(t)) })
		})
	}
	t.Run("volatile", func(t *testing.T) {
		storetest.Run(t, func(*testing.T) storetest.Bot {
			return struct {
				*bots.Volatile
				*bots.VolatileInbox
			}{&bots.Volatile{}, &bots.VolatileInbox{}}
		})
	})
}

func TestDigestSuite(t *testing.T) {
	for name, address := range addresses(t) {
		t.Run(name, func(t *testing.T) {
			storetest.RunDigest(t, func(t *testing.T) digest.Store { return open(t, address(t)) })
		})
	}
	t.Run("double", func(t *testing.T) {
		storetest.RunDigest(t, func(*testing.T) digest.Store { return &digesttest.Store{} })
	})
}

func TestEightProcessesMayStartAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				s, err := store.Open(t.Context(), address, nil)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Ping(t.Context()); err != nil {
					t.Error(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
}

func TestReopeningKeepsWhatWasWritten(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		ada := bots.Owner{Platform: "one", ID: "ada"}
		first, err := store.Open(t.Context(), address, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := first.Set(t.Context(), ada, "lang", "ar"); err != nil {
			t.Fatal(err)
		}
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		if v, err := open(t, address).Get(t.Context(), ada, "lang"); v != "ar" || err != nil {
			t.Errorf("after a restart the language is %q, %v; want ar", v, err)
		}
	})
}

func TestABackupIsAStoreOfItsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		s := open(t, address)
		ada := bots.Owner{Platform: "one", ID: "ada"}
		for i := range 1200 {
			if err := s.Set(t.Context(), ada, fmt.Sprint("k", i), fmt.Sprint("it's ", i)); err != nil {
				t.Fatal(err)
			}
		}
		file := filepath.Join(t.TempDir(), "copy.db")
		if err := s.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		if err := s.Backup(t.Context(), file); err == nil {
			t.Error("a second backup overwrote the first")
		}
		onlyOwner(t, file)
		nowhere := filepath.Join(t.TempDir(), "no", "such", "folder")
		if err := s.Backup(t.Context(), nowhere); err == nil {
			t.Error("a backup without a folder is no error")
		}
		all, err := open(t, "sqlite:"+file).All(t.Context(), ada)
		if err != nil || len(all) != 1200 || all["k700"] != "it's 700" {
			t.Errorf("the copy holds %d settings, %v; want 1200", len(all), err)
		}
	})
}

// onlyOwner: who subscribed to what is nobody else's business.
func onlyOwner(t *testing.T, file string) {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read %s: %v, %v", filepath.Base(file), info.Mode(), err)
	}
}

// TestNobodyElseReadsTheFile, in a folder that is open to others.
func TestNobodyElseReadsTheFile(t *testing.T) {
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	s := open(t, "sqlite:"+filepath.Join(folder, "x.db"))
	if err := s.Set(t.Context(), bots.Owner{Platform: "one", ID: "ada"}, "k", "v"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.db", "x.db-wal", "x.db-shm"} {
		onlyOwner(t, filepath.Join(folder, name))
	}
}

func TestAddressErrorsAreOneLineWithoutThePassword(t *testing.T) {
	const secret = "s3cr#t/pw"
	for _, address := range []string{
		"", "sqlite:", "sqlite::memory:", "mysql://u:" + secret + "@h/db", secret,
		"postgres://u:" + secret + "@h:port/db", "postgres:" + secret,
		"postgres://u:s3cr%23t%2Fpw@127.0.0.1:1/db?connect_timeout=1",
		"postgres://u:s3cr%23t%2Fpw@127.0.0.1:1,127.0.0.1:2/db?sslmode=nonsense",
		"postgres://u:s3cr%23t%2Fpw@127.0.0.1:1,127.0.0.1:2/db?connect_timeout=1",
	} {
		_, err := store.Open(t.Context(), address, nil)
		if err == nil {
			t.Fatalf("%q was opened", address)
		}
		text := err.Error()
		if strings.Contains(text, "s3cr") || strings.Contains(text, "\n") {
			t.Errorf("the error for %q is %q", address, text)
		}
		t.Log(text)
	}
}

func TestAPathWithOddLettersIsOpened(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a b?c#d%e é", "x.db")
	open(t, "sqlite:"+file)
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}
