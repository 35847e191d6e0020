package main

import "runtime/debug"

// host does nothing in a browser: the page runs until its tab is closed.
func host() {}

// settle has the memory swept a third as often: sweeping at every key was a third of what an edit of a long table cost,
// and what the page holds is some tens of megabytes.
func settle() { debug.SetGCPercent(400) }
