import { ref } from 'vue';

const KEY = 'mingchou-field-sun';

/** 日光模式: black on white with heavy lines, for reading in the sun. */
export const sun = ref(false);

function show(): void {
  document.documentElement.classList.toggle('sun', sun.value);
}

export function startSunMode(): void {
  try {
    sun.value = localStorage.getItem(KEY) === '1';
  } catch {
    // Not stored: off.
  }
  show();
}

export function toggleSun(): void {
  sun.value = !sun.value;
  show();
  try {
    localStorage.setItem(KEY, sun.value ? '1' : '0');
  } catch {
    // Lasts until the page is left.
  }
}
