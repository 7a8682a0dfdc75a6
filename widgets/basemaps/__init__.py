"""The room of ready-made maps beneath all layers."""
