"""A partner platform that brings its members into a Weft network, and keeps to what they have said there."""
