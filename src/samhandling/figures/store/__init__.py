"""The store on disk: bytes of snapshots, immutable Parquet parts, and the engine that asks them. What counts is the catalogue's word."""
