import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** A plot on the screen. */
export interface Drawing {
  draw(option: EChartsCoreOption): void;
  fit(): void;
  end(): void;
}

/** The library's own module is loaded where a plot is shown and nowhere else. */
export function drawIn(element: HTMLElement): Drawing {
  const chart = init(element, undefined, { renderer: 'canvas' });
  return {
    draw: (option) => chart.setOption(option, true),
    fit: () => chart.resize(),
    end: () => chart.dispose(),
  };
}
