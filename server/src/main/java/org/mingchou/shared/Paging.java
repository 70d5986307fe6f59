package org.mingchou.shared;

/** Which page of a list is wanted: {@code page} from 1, {@code size} 1 to 200 (20 when absent). */
public record Paging(int page, int size) {

    public static final int LARGEST = 200;

    public Paging {
        page = Math.max(page, 1);
        size = size <= 0 ? 20 : Math.min(size, LARGEST);
    }

    public long offset() {
        return (long) (page - 1) * size;
    }
}
