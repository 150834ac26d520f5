// The module's sources arrive here.
