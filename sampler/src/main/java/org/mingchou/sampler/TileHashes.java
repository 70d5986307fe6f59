package org.mingchou.sampler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The hashes of a log as its tiles give them; each tile is asked for once. For one thread only. */
public final class TileHashes implements SubtreeHashes {
    private final long size;
    private final Function<LogTile, byte[]> tiles;
    private final Map<LogTile, byte[]> known = new HashMap<>();
    private final MerkleHash hash;

    /**
     * @param size of the log whose tiles are read
     * @param tiles the bytes of a tile, 32 for each of its hashes
     */
    public TileHashes(HashProfile profile, long size, Function<LogTile, byte[]> tiles) {
        this.size = size;
        this.tiles = tiles;
        this.hash = new MerkleHash(profile);
    }

    /** @throws IllegalArgumentException when the subtree lies outside the log or its tile has another length */
    @Override
    public byte[] hash(int level, long index) {
        int height = level % 8;
        long first = index << height;
        LogTile tile = LogTile.of(level / 8, first / LogTile.WIDTH, size)
                .filter(t -> first % LogTile.WIDTH + (1L << height) <= t.width())
                .orElseThrow(() -> new IllegalArgumentException("the subtree lies outside the log"));
        byte[] bytes = known.computeIfAbsent(tile, tiles);
        if (bytes.length != tile.width() * MerkleHash.SIZE) {
            throw new IllegalArgumentException("the tile " + tile.path() + " has another length");
        }
        int from = (int) (first % LogTile.WIDTH) * MerkleHash.SIZE;
        byte[] part = Arrays.copyOfRange(bytes, from, from + (MerkleHash.SIZE << height));
        return hash.perfect(part, 0, 1 << height);
    }
}
