import base from '../playwright.config';

/** The offline pages of verifier/, opened from the disk: no server, no network. */
export default { ...base, testDir: '.', outputDir: '../../build/e2e/verifier', maxFailures: 0, reporter: [['list']], fullyParallel: true };
