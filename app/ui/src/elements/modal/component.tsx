import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { usePage } from '../../features/workbook/page-state.ts';
import type { ElementProps } from '../element-config.ts';
import styles from './component.module.css';

/** Lies over the page while it is open; its elements stand one below the other. */
export function ModalElement({ element, children }: ElementProps<'modal'>) {
  const { state, dispatch } = usePage();
  if (!state.openModals.includes(element.id)) return null;
  const close = () => dispatch({ type: 'close-modal', modal: element.id });
  return (
    <Dialog
      title={element.title}
      width={element.width}
      onClose={close}
      footer={<Button onClick={close}>Close</Button>}
    >
      <div className={styles.elements} data-element-id={element.id} data-element-type="modal">
        {children}
      </div>
    </Dialog>
  );
}
