"""The checksums of the files in the folder `data`; `tools/build_checksums.py` writes them."""

SHA256 = {
    "articles.json": "b4fa0ab2e1c8f2d46e8a92e9eb664418b2ad5081542e5dbaf8dcff59b9ef456b",
    "catalog.schema.json": "b9b330bbb103ae81f7e1f5b7059f4d2ae351060976980fad72b6f83d261c016e",
    "columns.json": "10fbb7bf37323aeed765d84913980062ffd2a89737cd4b753e7ac6eeeaec5ffe",
    "comtrade.json": "0f128365dfcaa2628c2213ebdc903fbb0d5001ed5e2d2b1c405346c0eb760e19",
    "countries.json": "ff5938d3062e632ff5278ccc47ae7cdc156d1908238e64e2201a0a33f09eeba0",
    "currencies.json": "1643f98733820ff7eddc18687e51914028d7e25ace499e626820efb93276f730",
    "groups.json": "cab108f3e24b52cf1e6e1b8ce979f351323ab9751ed165aa530e8635779ca40e",
    "history.json": "b05b1a6c6cdbacc309042c7b5635c42666e187b3e37206328fa215e5ee74d3ad",
    "manifest.json": "dbdd5a62cdd8e0eea9ebbf002a6656af42c1c4ef4670587acc712ac79e8469ab",
    "metrics.json": "8a345397729f50ae75cea5599ccd7d09fb4185159cc18c0eb67a08121e110cd5",
    "phrases.json": "9b817777e95657590823a368865e331a03753b457df12709c719304728f58725",
    "place_names.json": "2e856459d579a0725b044fa64e32fc50553037f1cfa8c2f4614a6067ad838b1e",
    "plot_words.json": "2be52428bcde4bc751dcb318eb344313d2bdfe8964e9053c046247845fab8d68",
    "starter.json": "28a046ec029b28c200adabb513d32a09d9927f2c72ac68af48e7140df374ef9c",
    "units.json": "7ba7bf1bf92f15736b76fbc8489bfdb4c7b7bbaed9164f9f9305e235e0dd5587",
    "wording.json": "377883f0188bab1d028fa6ed5d65b95cab6fc210cde9cd040d5a12997f3e48c3",
}
