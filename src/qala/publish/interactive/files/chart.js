// Makes the charts of a page live when somebody asks: <figure data-spec data-narrow data-bundle data-open data-close
// data-failed> around a picture. Loads nothing before; without this script the picture stays.
(() => {
  "use strict";

  const NARROW = 700;
  let loading;

  const load = (address) => {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => done(window.vegaEmbed);
      script.onerror = () => {
        loading = undefined;
        script.remove();
        failed(new Error(address));
      };
      document.head.append(script);
    });
    return loading;
  };

  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(address);
    return answer.json();
  };

  const element = (name, kind, parent) => {
    const made = document.createElement(name);
    made.className = kind;
    parent.append(made);
    return made;
  };

  // Arrow keys go from point to point; what a pointer would be shown is shown, and told to a screen reader.
  const walk = (place, told) => {
    const points = [...place.querySelectorAll("path")].filter((one) => one.__data__?.tooltip);
    let at = -1;
    place.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step || !points.length) return;
      event.preventDefault();
      at = at < 0 && step < 0 ? points.length - 1 : (at + step + points.length) % points.length;
      const { x, y, width, height } = points[at].getBoundingClientRect();
      const where = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 };
      points[at].dispatchEvent(new PointerEvent("pointermove", where));
      const { title, tip } = points[at].__data__.datum;
      told.textContent = `${title}. ${tip}`;
    });
  };

  const open = async (figure) => {
    const { spec, narrow, bundle } = figure.dataset;
    const small = narrow && figure.clientWidth < NARROW;
    const [embed, chart] = await Promise.all([load(bundle), fetched(small ? narrow : spec)]);
    const place = document.createElement("div");
    place.className = "chart-live";
    place.tabIndex = 0;
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", chart.usermeta.title);
    const picture = figure.querySelector("picture, img");
    picture.after(place);
    const options = {
      mode: "vega-lite",
      renderer: "svg",
      ast: true,
      actions: false,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true, theme: "chart" },
    };
    let live;
    try {
      live = await embed(place, chart, options);
    } catch (fault) {
      place.remove();
      throw fault;
    }
    const told = element("p", "chart-told", place);
    told.setAttribute("role", "status");
    walk(place, told);
    picture.hidden = true;
    return () => {
      live.finalize();
      document.getElementById("vg-tooltip-element")?.remove();
      place.remove();
      picture.hidden = false;
    };
  };

  const dress = (figure) => {
    const button = element("button", "button quiet chart-open", figure);
    const said = element("p", "chart-failed", figure);
    said.setAttribute("role", "status");
    let close;
    button.type = "button";
    button.textContent = figure.dataset.open;
    const shut = () => {
      close();
      close = undefined;
      button.textContent = figure.dataset.open;
    };
    button.addEventListener("click", async () => {
      if (button.hasAttribute("aria-disabled")) return;
      if (close) return shut();
      button.setAttribute("aria-disabled", "true");
      said.textContent = "";
      try {
        close = await open(figure);
        button.textContent = figure.dataset.close;
      } catch {
        said.textContent = figure.dataset.failed;
      }
      button.removeAttribute("aria-disabled");
    });
    figure.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !close) return;
      shut();
      button.focus();
    });
  };

  document.querySelectorAll("figure[data-spec]").forEach(dress);
})();
