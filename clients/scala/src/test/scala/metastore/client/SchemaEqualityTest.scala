package metastore.client

import org.scalatest.funsuite.AnyFunSuite

class SchemaEqualityTest extends AnyFunSuite {

  private def struct(fields: String*): String = s"""{"type":"struct","fields":[${fields.mkString(",")}]}"""

  private def field(name: String, of: String, more: String = ""): String =
    s"""{"name":"$name","type":$of$more}"""

  private val Nested = struct(
    field(
      "a",
      s"""{"type":"array","elementType":${struct(field("x", "\"long\""), field("y", "\"date\""))}}"""
    ),
    field("m", """{"type":"map","keyType":"string","valueType":"decimal(10,2)"}""")
  )

  private def same(one: String, other: String): Boolean = SchemaEquality.logicallyEqual(one, other)

  test("order, nullability and comments do not count, at any depth") {
    val turned = struct(
      field(
        "m",
        """{"type":"map","keyType":"string","valueType":"decimal(10, 2)","valueContainsNull":true}"""
      ),
      field(
        "a",
        s"""{"type":"array","elementType":${struct(field("y", "\"date\""), field("x", "\"long\""))}}""",
        ""","nullable":false,"metadata":{"comment":"lines"}"""
      )
    )
    assert(same(Nested, turned))
  }

  test("aliases are the same type") {
    for ((one, other) <- Seq("null" -> "void", "timestamp_ltz" -> "timestamp", "decimal" -> "decimal(10,0)"))
      assert(same(struct(field("a", s""""$one"""")), struct(field("a", s""""$other""""))))
  }

  test("another type, another spelling, a field more or less is a difference, at any depth") {
    for (
      (from, to) <- Seq("\"long\"" -> "\"integer\"", "\"x\"" -> "\"X\"", "decimal(10,2)" -> "decimal(11,2)")
    )
      assert(!same(Nested, Nested.replace(from, to)))
    assert(!same(Nested, Nested.replace(""",{"name":"y","type":"date"}""", "")))
  }

  test("a length, and a collation, is a part of the type") {
    def stored(metadata: String): String = struct(field("a", "\"string\"", s""","metadata":{$metadata}"""))
    val limited = stored(""""__CHAR_VARCHAR_TYPE_STRING":"varchar(3)"""")
    assert(same(limited, limited))
    assert(!same(limited, stored("")))
    assert(!same(stored(""""__COLLATIONS":{"a":"icu.UNICODE"}"""), stored("")))
  }

  test("what cannot be read equals nothing, not even itself") {
    val twice = struct(field("a", "\"long\""), field("a", "\"long\""))
    for (
      text <- Seq(
        "",
        "{}",
        "\"long\"",
        """{"type":"struct"}""",
        struct(field("a", """{"type":"udt"}""")),
        twice
      )
    )
      assert(!same(text, text))
  }
}
