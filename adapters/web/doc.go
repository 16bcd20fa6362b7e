// Package web is the bot in a browser: a chat page that works with and without
// JavaScript, a page for every entry, pages for looking things up, feeds and a
// JSON API.
//
// It asks nothing of third parties, sets no cookies and logs no question. The
// conversation lives in the page; the server knows it by a random name for some
// minutes, so that follow-ups are understood.
//
// Not supported: sending messages to people (there is nobody to send to; the
// daily message is a feed), editing, files other than downloads.
package web
