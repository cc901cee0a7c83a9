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
    layer: root.querySelector("[name=layer]"),
    heat: root.querySelector("[name=heat]"),
  };
  const readout = root.querySelector(".readout");
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
  const chosen = () => cases[pick.case.value].runs[pick.run.value];
  /* Given masks have none. */
  const layersOfRun = () => {
    const layers = chosen().layers ?? [];
    const before = pick.layer.selectedOptions[0]?.textContent;
    pick.layer.replaceChildren(option("none", ""), ...layers.map((layer, n) => option(layer.name, n)));
    for (const each of pick.layer.options) each.selected = each.textContent === before;
    if (pick.layer.selectedIndex < 0) pick.layer.selectedIndex = 0;
    for (const each of root.querySelectorAll(".layer")) each.hidden = layers.length === 0;
  };
  const base64 = (id) => document.getElementById("volume-" + id).textContent;
  const image = (id) =>
    niivue.NVImage.loadFromBase64({ base64: base64(id), name: "image.nii.gz", colormap: "gray", cal_min: greys[0], cal_max: greys[1] });
  /* Masks are drawn as labels (intent 1002), in one colour each, which is what NiiVue draws outlines of. */
  const mask = async (id, name, r, g, b) => {
    const volume = await niivue.NVImage.loadFromBase64({ base64: base64(id), name: name + ".nii.gz" });
    volume.hdr.intent_code = 1002;
    volume.setColormapLabel({ R: [0, r], G: [0, g], B: [0, b], A: [0, 255], I: [0, 1], labels: ["", name] });
    return volume;
  };

  /* Percent in the colours of the pictures, from nothing at 0 to opaque at 60: that is what the lower end means to NiiVue here. */
  const heat = async (id) => {
    const volume = await niivue.NVImage.loadFromBase64({ base64: base64(id), name: "layer.nii.gz", colormap: "layer", cal_min: 60, cal_max: 100 });
    volume.colormapType = niivue.COLORMAP_TYPE?.ZERO_TO_MAX_TRANSPARENT_BELOW_MIN ?? 1;
    return volume;
  };

  /* What lies under the crosshair. CT values are carried in steps of 4. */
  const read = (place) => {
    const values = place.values ?? [];
    if (values.length < 3) return;
    const [ct, label, prediction] = [values[0], ...values.slice(-2)];
    const [x, y, z] = place.mm;
    const side = (mm, plus, minus) => Math.abs(mm).toFixed(0) + " mm " + (mm < 0 ? minus : plus);
    const words = [String(Math.round(ct.value)).replace("-", "−") + " HU (± 2)"];
    const masks = [label.value > 0 && "label", prediction.value > 0 && "prediction"].filter(Boolean);
    words.push(masks.length > 0 ? "in " + masks.join(" and ") : "in neither label nor prediction");
    if (values.length > 3) words.push(pick.layer.selectedOptions[0].textContent + " " + Math.round(values[1].value) + " %");
    words.push([side(x, "right", "left"), side(y, "front", "back"), side(z, "up", "down")].join(", "));
    readout.textContent = words.join(" · ");
  };

  const start = async () => {
    if (viewer) return;
    if (!canvas.getContext("webgl2")) {
      throw new Error("this browser shows no WebGL 2, which the viewer needs; the pictures below need nothing");
    }
    viewer = new niivue.Niivue({
      backColor: [0.06, 0.07, 0.08, 1],
      crosshairColor: [1, 0.85, 0.3, 0.8],
      crosshairWidth: 0.4,
      crosshairWidthUnit: "mm",
      fontColor: [0.9, 0.92, 0.95, 1],
      isCornerOrientationText: true,
      clipPlaneColor: [0, 0, 0, 0],
      multiplanarLayout: niivue.MULTIPLANAR_TYPE.GRID,
      isRadiologicalConvention: true,
      multiplanarShowRender: niivue.SHOW_RENDER.ALWAYS,
      isColorbar: false,
      dragAndDropEnabled: false,
      show3Dcrosshair: true,
      loadingText: "",
      logLevel: "error",
    });
    viewer.addColormap("layer", { R: [0, 120, 207, 251, 252], G: [0, 28, 68, 154, 255], B: [0, 109, 70, 6, 164], A: [0, 255, 255, 255, 255], I: [0, 64, 128, 192, 255] });
    viewer.onLocationChange = read;
    await viewer.attachToCanvas(canvas);
  };

  /* The voxel of a mask that is nearest to the middle of it, in mm; nothing where it is empty. An organ may bend around its middle. */
  const middle = (mask) => {
    const [, x, y] = mask.hdr.dims;
    const voxels = [];
    mask.img.forEach((value, n) => {
      if (value > 0) voxels.push([n % x, Math.floor(n / x) % y, Math.floor(n / (x * y))]);
    });
    if (voxels.length === 0) return null;
    const places = voxels.map((voxel) => mask.hdr.affine.slice(0, 3)
      .map((row) => row[0] * voxel[0] + row[1] * voxel[1] + row[2] * voxel[2] + row[3]));
    const mean = [0, 1, 2].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
    const far = (place) => place.reduce((sum, mm, axis) => sum + (mm - mean[axis]) ** 2, 0);
    return places.reduce((best, place) => (far(place) < far(best) ? place : best));
  };
  /* In 3-D the front of the body is cut away as far as the organ, which itself is left whole. */
  const look = () => {
    const [label, prediction] = viewer.volumes.slice(-2);
    const at = middle(label) || middle(prediction);
    if (at) viewer.scene.crosshairPos = viewer.mm2frac(at);
    viewer.setRenderAzimuthElevation(160, 15);
    viewer.setClipPlane([at ? 0.5 - viewer.scene.crosshairPos[1] : 0, 180, 0]);
  };

  const apply = () => {
    if (!viewer || viewer.volumes.length < 3) return;
    viewer.volumes[0].cal_min = greys[0];
    viewer.volumes[0].cal_max = greys[1];
    const last = viewer.volumes.length - 1;
    viewer.setOpacity(last - 1, Number(pick.label.value));
    viewer.setOpacity(last, Number(pick.prediction.value));
    if (last > 2) viewer.setOpacity(1, Number(pick.heat.value));
    viewer.setAtlasOutline(pick.outline.checked ? 1 : 0);
    viewer.createOnLocationChange();
  };
  /* The layer that is chosen, in place of the one before, between CT and masks. */
  const layer = async () => {
    while (viewer.volumes.length > 3) viewer.removeVolumeByIndex(1);
    if (pick.layer.value === "") return;
    const volume = await heat(chosen().layers[pick.layer.value].volume);
    viewer.addVolume(volume);
    viewer.setVolume(volume, 1);
  };

  const show = async () => {
    try {
      message.textContent = "Loading …";
      await start();
      const run = chosen();
      while (viewer.volumes.length > 0) viewer.removeVolumeByIndex(0);
      viewer.addVolume(await image(run.image));
      viewer.addVolume(await mask(run.label, "label", 61, 155, 255));
      viewer.addVolume(await mask(run.prediction, "prediction", 255, 77, 77));
      await layer();
      viewer.setSliceType(viewer[view]);
      look();
      apply();
      message.textContent = "Scroll to go through slices, drag the crosshair, drag the 3-D view to turn it. Label in blue, prediction in red, both in violet.";
      root.dataset.state = "ready";
    } catch (failure) {
      message.textContent = "The viewer cannot be shown: " + failure.message;
      root.dataset.state = "failed";
    }
  };

  pick.case.append(...cases.map((each, n) => option(each.name, n)));
  runsOfCase();
  layersOfRun();
  pick.case.addEventListener("change", () => { runsOfCase(); layersOfRun(); show(); });
  pick.run.addEventListener("change", () => { layersOfRun(); show(); });
  /* Filled masks would hide the layer. */
  pick.layer.addEventListener("change", async () => {
    if (!viewer || viewer.volumes.length < 3) return;
    if (pick.layer.value !== "") pick.outline.checked = true;
    await layer();
    apply();
    viewer.drawScene();
  });
  for (const control of [pick.label, pick.prediction, pick.outline, pick.heat]) control.addEventListener("input", apply);
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
