import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

type Props = { label: string; children: ReactNode };

/** Keeps a bug in one element from taking the page down. */
export class ErrorFence extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Notice
        tone="error"
        title={`${this.props.label} could not be shown.`}
        actions={<Button onClick={() => this.setState({ broken: false })}>Try again</Button>}
      />
    );
  }
}
