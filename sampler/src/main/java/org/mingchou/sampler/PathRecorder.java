package org.mingchou.sampler;

import java.util.ArrayList;
import java.util.List;

/** Records the inclusion proof of one leaf while a tree is being appended to, in O(log n) memory. */
final class PathRecorder {
    private final MerkleHash hash;
    private final byte[][] edge = new byte[63][0];
    private final List<byte[]> path = new ArrayList<>();
    private long size;
    private long index = -1;
    /** The level on the edge whose subtree holds the leaf, or -1. */
    private int holder = -1;

    PathRecorder(HashProfile profile) {
        hash = new MerkleHash(profile);
    }

    void append(byte[] leafHash, boolean wanted) {
        byte[] carried = leafHash;
        boolean holds = wanted;
        if (wanted) {
            index = size;
        }
        int k = 0;
        for (; (size >> k & 1) != 0; k++) {
            if (holds) {
                path.add(edge[k]);
            } else if (holder == k) {
                path.add(carried);
                holds = true;
            }
            carried = hash.node(edge[k], carried);
        }
        edge[k] = carried;
        if (holds) {
            holder = k;
        }
        size++;
    }

    /** Closes the right edge and returns the root; call once. */
    byte[] finish() {
        int k = Long.numberOfTrailingZeros(size);
        byte[] root = edge[k];
        boolean holds = holder == k;
        for (k++; k < edge.length; k++) {
            if ((size >> k & 1) == 0) {
                continue;
            }
            if (holds) {
                path.add(edge[k]);
            } else if (holder == k) {
                path.add(root);
                holds = true;
            }
            root = hash.node(edge[k], root);
        }
        return root;
    }

    long index() {
        return index;
    }

    long size() {
        return size;
    }

    List<byte[]> path() {
        return path;
    }
}
