"use strict";

/* Tables: a click on a column's head sorts by it, published rows staying below. */
for (const head of document.querySelectorAll("th.sortable")) {
  head.addEventListener("click", () => {
    const table = head.closest("table");
    const column = [...head.parentNode.children].indexOf(head);
    const down = head.dataset.order !== "down";
    for (const other of head.parentNode.children) delete other.dataset.order;
    head.dataset.order = down ? "down" : "up";
    const value = (row) => {
      const cell = row.children[column];
      const number = Number.parseFloat(cell.dataset.value ?? cell.textContent);
      return Number.isNaN(number) ? null : number;
    };
    const rows = [...table.tBodies[0].rows].filter((row) => !row.classList.contains("published"));
    rows.sort((a, b) => {
      const x = value(a);
      const y = value(b);
      if (x === null || y === null) return (x === null) - (y === null);
      return down ? y - x : x - y;
    });
    table.tBodies[0].prepend(...rows);
  });
}

/* The viewer: a case is decoded when it is shown, the first one once the page is there. */
(() => {
  const root = document.getElementById("viewer");
  if (!root) return;
  const cases = JSON.parse(document.getElementById("viewer-index").textContent);
  const canvas = root.querySelector("canvas");
  const message = root.querySelector(".message");
  const pick = {
    case: root.querySelector("[name=case]"),
    run: root.querySelector("[name=run]"),
    label: root.querySelector("[name=label]"),
    prediction: root.querySelector("[name=prediction]"),
    outline: root.querySelector("[name=outline]"),
  };
  let viewer = null;
  let greys = [-160, 240];
  let view = "sliceTypeMultiplanar";

  const option = (text, value) => {
    const node = document.createElement("option");
    node.textContent = text;
    node.value = value;
    return node;
  };
  const runsOfCase = () => {
    const before = pick.run.selectedOptions[0]?.textContent;
    pick.run.replaceChildren(...cases[pick.case.value].runs.map((run, n) => option(run.name, n)));
    for (const each of pick.run.options) each.selected = each.textContent === before;
    if (pick.run.selectedIndex < 0) pick.run.selectedIndex = 0;
  };
  const base64 = (id) => document.getElementById("volume-" + id).textContent;
  const image = (id, name, colormap, low, high, opacity) =>
    niivue.NVImage.loadFromBase64({ base64: base64(id), name, colormap, cal_min: low, cal_max: high, opacity });
  const solid = (r, g, b) => ({ R: [0, r], G: [0, g], B: [0, b], A: [0, 255], I: [0, 255] });

  const start = async () => {
    if (viewer) return;
    if (!canvas.getContext("webgl2")) {
      throw new Error("this browser shows no WebGL 2, which the viewer needs; the pictures below need nothing");
    }
    viewer = new niivue.Niivue({
      backColor: [0.06, 0.07, 0.08, 1],
      crosshairColor: [1, 0.85, 0.3, 0.8],
      crosshairWidth: 0.25,
      multiplanarLayout: niivue.MULTIPLANAR_TYPE.GRID,
      isRadiologicalConvention: true,
      multiplanarShowRender: niivue.SHOW_RENDER.ALWAYS,
      isColorbar: false,
      dragAndDropEnabled: false,
      show3Dcrosshair: true,
      loadingText: "",
      logLevel: "error",
    });
    await viewer.attachToCanvas(canvas);
    viewer.addColormap("label", solid(61, 155, 255));
    viewer.addColormap("prediction", solid(255, 77, 77));
  };

  /* Middle of what a mask holds, in mm; nothing where it is empty. */
  const middle = (mask) => {
    const [, x, y] = mask.hdr.dims;
    const sum = [0, 0, 0];
    let count = 0;
    mask.img.forEach((value, n) => {
      if (value > 0) {
        sum[0] += n % x;
        sum[1] += Math.floor(n / x) % y;
        sum[2] += Math.floor(n / (x * y));
        count++;
      }
    });
    return count && mask.hdr.affine.slice(0, 3)
      .map((row) => (row[0] * sum[0] + row[1] * sum[1] + row[2] * sum[2]) / count + row[3]);
  };
  const look = () => {
    const at = middle(viewer.volumes[1]) || middle(viewer.volumes[2]);
    if (at) viewer.scene.crosshairPos = viewer.mm2frac(at);
  };

  const apply = () => {
    if (!viewer || viewer.volumes.length < 3) return;
    viewer.volumes[0].cal_min = greys[0];
    viewer.volumes[0].cal_max = greys[1];
    viewer.setOpacity(1, Number(pick.label.value));
    viewer.setOpacity(2, Number(pick.prediction.value));
    viewer.overlayOutlineWidth = pick.outline.checked ? 0.35 : 0;
    viewer.updateGLVolume();
  };

  const show = async () => {
    try {
      message.textContent = "Loading …";
      await start();
      const run = cases[pick.case.value].runs[pick.run.value];
      while (viewer.volumes.length > 0) viewer.removeVolumeByIndex(0);
      viewer.addVolume(await image(run.image, "image.nii.gz", "gray", greys[0], greys[1], 1));
      viewer.addVolume(await image(run.label, "label.nii.gz", "label", 0.5, 1, 0.5));
      viewer.addVolume(await image(run.prediction, "prediction.nii.gz", "prediction", 0.5, 1, 0.5));
      viewer.setSliceType(viewer[view]);
      look();
      apply();
      message.textContent = "Scroll to go through slices, drag the crosshair, drag the 3-D view to turn it.";
      root.dataset.state = "ready";
    } catch (failure) {
      message.textContent = "The viewer cannot be shown: " + failure.message;
      root.dataset.state = "failed";
    }
  };

  pick.case.append(...cases.map((each, n) => option(each.name, n)));
  runsOfCase();
  pick.case.addEventListener("change", () => { runsOfCase(); show(); });
  pick.run.addEventListener("change", show);
  for (const control of [pick.label, pick.prediction, pick.outline]) control.addEventListener("input", apply);
  const choice = (attribute, chosen) => {
    const buttons = [...root.querySelectorAll("[data-" + attribute + "]")];
    for (const button of buttons) {
      button.addEventListener("click", () => {
        chosen(button.dataset[attribute]);
        for (const other of buttons) other.setAttribute("aria-pressed", other === button);
      });
    }
  };
  choice("greys", (range) => { greys = range.split(" ").map(Number); apply(); });
  choice("view", (type) => { view = type; viewer?.setSliceType(viewer[view]); });
  addEventListener("load", show);
})();
