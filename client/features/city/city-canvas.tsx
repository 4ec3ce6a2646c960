import { Component, lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { CityViewProps } from "../../scene/city-view.ts";

/** Each view in a chunk of its own: who sees the plan never loads the engine of the twin. */
const loadView = {
  twin: () => import("../../scene/twin/twin-view.tsx"),
  plan: () => import("../../scene/plan/plan-view.tsx"),
};
const TwinView = lazy(loadView.twin);
const PlanView = lazy(loadView.plan);

export type ViewName = keyof typeof loadView;

/** Begins to load a view's code while the city itself is still being asked for. */
export function preloadView(view: ViewName): void {
  // Nothing is right here: nobody waits for it yet. Who shows the view asks again, and `Guard` tells what fails then.
  loadView[view]().catch(() => undefined);
}

interface CityCanvasProps {
  readonly view: ViewName;
  readonly viewProps: CityViewProps;
  /** The view itself broke, or its code could not be loaded. */
  readonly onBroken: (view: ViewName, reason: unknown) => void;
}

export function CityCanvas({ view, viewProps, onBroken }: CityCanvasProps) {
  const { t } = useTranslation();
  const View = view === "twin" ? TwinView : PlanView;
  return (
    <Guard key={view} onBroken={(reason) => onBroken(view, reason)}>
      <Suspense
        fallback={
          <p className="canvas-loading" role="status">
            {t(view === "twin" ? "view.loadingTwin" : "view.loadingPlan")}
          </p>
        }
      >
        <View {...viewProps} />
      </Suspense>
    </Guard>
  );
}

class Guard extends Component<
  { readonly children: ReactNode; readonly onBroken: (reason: unknown) => void },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onBroken(error);
  }

  override render() {
    return this.state.broken ? null : this.props.children;
  }
}
