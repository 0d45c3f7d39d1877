import Foundation

extension TriangleMesh {
  /// GIFTI 1.0 (Harwell J et al., GIFTI surface data format, 2011): one array of points and one of
  /// triangles, both in base 64 without packing, which every reader of the format knows.
  func giftiText(space: MeshSpace) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE GIFTI SYSTEM "http://www.nitrc.org/frs/download.php/115/gifti.dtd">
    <GIFTI Version="1.0" NumberOfDataArrays="2">
    <MetaData/>
    <LabelTable/>
    \(pointArray(space))
    \(triangleArray)
    </GIFTI>

    """
  }

  private func pointArray(_ space: MeshSpace) -> String {
    let transform = """
      <CoordinateSystemTransformMatrix>
      <DataSpace><![CDATA[\(space.name)]]></DataSpace>
      <TransformedSpace><![CDATA[\(space.name)]]></TransformedSpace>
      <MatrixData>1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1</MatrixData>
      </CoordinateSystemTransformMatrix>

      """
    return dataArray(
      intent: "POINTSET", type: "FLOAT32", rows: vertices.count,
      meta: [("GeometricType", "Anatomical")], transform: transform, coordinateBytes)
  }

  private var triangleArray: String {
    dataArray(
      intent: "TRIANGLE", type: "INT32", rows: triangles.count,
      meta: [("TopologicalType", "Closed")], transform: "", indexBytes)
  }

  private func dataArray(
    intent: String, type: String, rows: Int, meta: [(String, String)], transform: String,
    _ bytes: [UInt8]
  ) -> String {
    let meta = meta.map {
      "<MD><Name><![CDATA[\($0.0)]]></Name><Value><![CDATA[\($0.1)]]></Value></MD>"
    }
    return """
      <DataArray Intent="NIFTI_INTENT_\(intent)" DataType="NIFTI_TYPE_\(type)" \
      ArrayIndexingOrder="RowMajorOrder" Dimensionality="2" Dim0="\(rows)" Dim1="3" \
      Encoding="Base64Binary" Endian="LittleEndian" ExternalFileName="" ExternalFileOffset="">
      <MetaData>\(meta.joined())</MetaData>
      \(transform)<Data>\(Data(bytes).base64EncodedString())</Data>
      </DataArray>
      """
  }
}
