import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from './kit-plot.module.css';
import type { Drawing } from './plot-drawing.ts';

export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

interface PlotProps {
  /** What the plot shows, for those who cannot see it; the table behind it says the rest. */
  readonly label: string;
  /** What stands below the points, in their order. */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
}

/** Distinct from each other also without colour vision, with 3:1 on either ground. */
const colours = { light: ['#0b62b8', '#b35300', '#1f7a3d'], dark: ['#4f94e4', '#f0a04b', '#5fc27e'] } as const;
const grounds = {
  light: { text: '#565d64', line: '#dee2e6', box: '#ffffff', ink: '#000000' },
  dark: { text: '#b8b8b8', line: '#424242', box: '#2e2e2e', ink: '#ffffff' },
} as const;

/** Lines over time. Whoever puts it on a screen puts the table with the same numbers behind it. */
export function Plot({ label, labels, series }: PlotProps) {
  const scheme = useComputedColorScheme('light');
  const place = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    let gone = false;
    let made: Drawing | undefined;
    let watcher: ResizeObserver | undefined;
    void import('./plot-drawing.ts').then(({ drawIn }) => {
      if (gone || place.current === null) return;
      const drawn = drawIn(place.current);
      made = drawn;
      watcher = new ResizeObserver(() => drawn.fit());
      watcher.observe(place.current);
      setDrawing(drawn);
    });
    return () => {
      gone = true;
      watcher?.disconnect();
      made?.end();
    };
  }, []);
  useEffect(() => drawing?.draw(optionOf(labels, series, scheme)), [drawing, labels, series, scheme]);
  return (
    <figure className={classes['figure']}>
      <figcaption className={classes['legend']}>
        {series.map(({ name }, index) => (
          <span key={name} data-line={index + 1}>
            {name}
          </span>
        ))}
      </figcaption>
      <div ref={place} role="img" aria-label={label} className={classes['plot']} data-drawn={drawing !== undefined} />
    </figure>
  );
}

/** What is told about a point is drawn as well: the library's own box would bring styles that the page forbids. */
function optionOf(labels: readonly string[], series: readonly Series[], scheme: 'light' | 'dark') {
  const { text, line, box, ink } = grounds[scheme];
  const dashes = ['solid', 'dashed', 'dotted'];
  return {
    animation: false,
    color: [...colours[scheme]],
    grid: { left: 8, right: 16, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      ...{ trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: box, borderColor: line },
      textStyle: { color: ink, fontSize: 12 },
    },
    xAxis: {
      ...{ type: 'category', data: [...labels], boundaryGap: false, axisTick: { show: false } },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: text, hideOverlap: true },
    },
    yAxis: {
      ...{ type: 'value', minInterval: 1, axisLabel: { color: text } },
      splitLine: { lineStyle: { color: line } },
    },
    series: series.map(({ name, values }, index) => ({
      ...{ name, type: 'line', data: [...values], showSymbol: values.length <= 31, symbolSize: 5 },
      lineStyle: { width: 2, type: dashes[index % dashes.length] },
    })),
  };
}
