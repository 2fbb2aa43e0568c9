import { render } from 'preact';
import { InspectorApp } from './InspectorApp.js';
import { LiveTrace } from './live-trace.js';

const trace = new LiveTrace();
trace.start();
render(<InspectorApp trace={trace} />, document.body);
