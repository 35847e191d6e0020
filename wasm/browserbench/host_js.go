package main

// host does nothing in a browser: the page runs until its tab is closed.
func host() {}
