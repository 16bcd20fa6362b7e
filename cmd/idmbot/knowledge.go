package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
)

func newKnowledge() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "knowledge",
		Short: "The curator's tools: check, list, show, export, import, new",
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return c.Help()
		},
	}
	cmd.AddCommand(newKnowledgeCheck(), newKnowledgeList(), newKnowledgeShow(), newKnowledgeExport(),
		newKnowledgeImport(), newKnowledgeNew())
	return cmd
}

func newKnowledgeCheck() *cobra.Command {
	var sources string
	cmd := &cobra.Command{
		Use:   "check [DIR|FILE.jsonl]",
		Short: "Read the knowledge like a compiler: one finding a line",
		Long: `Prints one finding a line, "file:line: what is wrong; what to write instead",
and exits with 1 if there is any. Quotations are compared byte by byte with the
source texts where these are at hand (--sources, or ../shared/sources).`,
		Args: atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			findings, n, err := checkKnowledge(args, sources)
			if err != nil {
				return err
			}
			for _, f := range findings {
				fmt.Fprintln(c.OutOrStdout(), f)
			}
			if len(findings) > 0 {
				return &exitError{code: exitFailure}
			}
			fmt.Fprintf(c.ErrOrStderr(), "%d entries, no findings\n", n)
			return nil
		},
	}
	cmd.Flags().StringVar(&sources, "sources", "", "folder of the source texts (default: ../shared/sources if it exists)")
	return cmd
}

// besideProject is where the source texts lie during development.
const besideProject = "../shared/sources"

func checkKnowledge(args []string, sources string) (knowledge.Findings, int, error) {
	var texts fs.FS
	if sources == "" {
		if _, err := os.Stat(besideProject); err == nil {
			sources = besideProject
		}
	}
	if sources != "" {
		if _, err := os.Stat(sources); err != nil {
			return nil, 0, fmt.Errorf("open the source texts: %w", err)
		}
		texts = os.DirFS(sources)
	}
	var files fs.FS = idm.Files
	if len(args) == 1 {
		info, err := os.Stat(args[0])
		if err != nil {
			return nil, 0, fmt.Errorf("open the knowledge: %w", err)
		}
		if !info.IsDir() {
			c, err := knowledge.Open(args[0])
			var findings knowledge.Findings
			if errors.As(err, &findings) {
				return findings, 0, nil
			}
			if err != nil {
				return nil, 0, err
			}
			return nil, len(c.Entries), nil
		}
		files = os.DirFS(args[0])
	}
	c, findings, err := knowledge.Check(files, texts)
	if err != nil {
		return nil, 0, err
	}
	return findings, len(c.Entries), nil
}

// corpusFlag adds --knowledge and returns a loader that honours it, then the
// settings, then the built-in corpus.
func corpusFlag(cmd *cobra.Command) func() (*knowledge.Corpus, error) {
	var name string
	cmd.Flags().StringVar(&name, "knowledge", "", "a folder or a JSONL file instead of the built-in knowledge")
	return func() (*knowledge.Corpus, error) {
		if name == "" {
			s, err := loadSettings()
			if err != nil {
				return nil, err
			}
			name = s.Knowledge
		}
		return loadKnowledge(name)
	}
}

func newKnowledgeList() *cobra.Command {
	var by string
	cmd := &cobra.Command{Use: "list", Short: "List the entries, or count them", Args: atMost(0)}
	load := corpusFlag(cmd)
	cmd.Flags().StringVar(&by, "count-by", "", "count instead of listing: source, kind, level, theme or language")
	cmd.RunE = func(c *cobra.Command, _ []string) error {
		corpus, err := load()
		if err != nil {
			return err
		}
		ew := &errWriter{w: c.OutOrStdout()}
		if by == "" {
			for _, e := range corpus.Entries {
				ew.printf("%s\t%s\t%s\t%s\n", e.ID, e.Kind, e.Level, e.Title)
			}
			return ew.err
		}
		counts, err := countBy(corpus, by)
		if err != nil {
			return err
		}
		for _, k := range sortedKeys(counts) {
			ew.printf("%6d %s\n", counts[k], k)
		}
		return ew.err
	}
	return cmd
}

func countBy(c *knowledge.Corpus, by string) (map[string]int, error) {
	counts := map[string]int{}
	for _, e := range c.Entries {
		switch by {
		case "source":
			counts[e.Folder]++
		case "kind":
			counts[string(e.Kind)]++
		case "level":
			counts[string(e.Level)]++
		case "theme":
			for _, t := range e.Themes {
				counts[t]++
			}
		case "language":
			counts[e.Lang]++
			for l := range e.Translations {
				counts[l]++
			}
		default:
			return nil, usage("--count-by: %q is not one of source, kind, level, theme, language", by)
		}
	}
	return counts, nil
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func newKnowledgeShow() *cobra.Command {
	var lang string
	cmd := &cobra.Command{Use: "show ID", Short: "Show an entry as people read it, and what curators know of it", Args: exactly(1)}
	load := corpusFlag(cmd)
	cmd.Flags().StringVar(&lang, "lang", "en", "language")
	cmd.RunE = func(c *cobra.Command, args []string) error {
		corpus, err := load()
		if err != nil {
			return err
		}
		e, ok := corpus.Entry(args[0])
		if !ok {
			return &exitError{exitFailure, fmt.Errorf("there is no entry %q; `idmbot knowledge list` names them", args[0])}
		}
		bot := localBot(newEngine(corpus), "")
		ew := &errWriter{w: c.OutOrStdout()}
		ew.printf("%s\n\n", bots.PlainText(bot.Card(e, lang)))
		ew.printf("id: %s\nkind: %s\nthemes: %s\nplace: %s\nsee also: %s\nfile: %s\n", e.ID, e.Kind,
			strings.Join(e.Themes, ", "), e.Place, strings.Join(e.SeeAlso, ", "), e.File)
		if e.Note != "" {
			ew.printf("note: %s\n", e.Note)
		}
		w, _ := e.In(lang)
		ew.printf("questions:\n")
		for _, q := range w.Questions {
			ew.printf("  - %s\n", q)
		}
		return ew.err
	}
	return cmd
}

func newKnowledgeExport() *cobra.Command {
	var format string
	cmd := &cobra.Command{Use: "export", Short: "Write all entries as JSONL, CSV or JSON", Args: atMost(0)}
	load := corpusFlag(cmd)
	cmd.Flags().StringVar(&format, "format", "jsonl", strings.Join(knowledge.ExportFormats, ", "))
	cmd.RunE = func(c *cobra.Command, _ []string) error {
		if !slices.Contains(knowledge.ExportFormats, format) {
			return usage("--format: %q is not one of %s", format, strings.Join(knowledge.ExportFormats, ", "))
		}
		corpus, err := load()
		if err != nil {
			return err
		}
		return knowledge.Export(c.OutOrStdout(), corpus, format)
	}
	return cmd
}

func newKnowledgeImport() *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "import FILE.jsonl --into DIR",
		Short: "Turn JSONL into a folder of files that curators edit",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			if into == "" {
				return usage("--into: name the folder to write to")
			}
			corpus, err := knowledge.Open(args[0])
			if err != nil {
				return err
			}
			n, err := knowledge.WriteFolder(into, corpus)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%d entries written to %s; now run: idmbot knowledge check %s\n", n, into, into)
			return err
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "the folder to write to; it must not exist or be empty")
	return cmd
}

func newKnowledgeNew() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "new SOURCE/ID",
		Short: "Begin a new entry: a file with every field, ready to fill in",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			name := filepath.Join(dir, filepath.FromSlash(args[0])+".md")
			if err := knowledge.WriteTemplate(name); err != nil {
				return err
			}
			_, err := fmt.Fprintf(c.OutOrStdout(), "%s written; fill it in, then run: idmbot knowledge check %s\n", name, dir)
			return err
		},
	}
	cmd.Flags().StringVar(&dir, "in", filepath.Join("knowledge", "idm"), "the knowledge folder")
	return cmd
}
