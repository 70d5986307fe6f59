import { describe, expect, it } from 'vitest';
import { attemptErrors, attemptOf } from './attempts';

const photo = { sha256: 'a'.repeat(64), mediaType: 'image/jpeg', size: 9 };
const attempt = { date: '2026-05-13', time: '09:05', note: ' 敲门无人 ', photos: [photo] };

describe('attempts', () => {
  it('are sent in Beijing time', () => {
    expect(attemptOf(attempt)).toEqual({
      at: '2026-05-13T09:05:00+08:00',
      note: '敲门无人',
      evidence: photo.sha256,
    });
  });
  it('need time, words and a photo each, at two times', () => {
    expect(attemptErrors([attempt, { date: '', time: '', note: ' ', photos: [] }])).toHaveLength(4);
    expect(attemptErrors([attempt, attempt]).map((each) => each.field)).toEqual(['time-1']);
    expect(attemptErrors([attempt, { ...attempt, time: '15:00' }])).toEqual([]);
  });
});
