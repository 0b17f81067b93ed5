package metastore.spark

import java.nio.file.Files
import metastore.client.{BreakingSchemaChange, Json, MetastoreProblem}
import metastore.testing.Records.inferred
import metastore.testing.{Checkout, Clients, Records, Service}
import org.apache.spark.sql.functions.lit
import org.scalatest.funsuite.AnyFunSuite

/** The gate and a real service. */
class GateTest extends AnyFunSuite {

  private val Tolerant = "evolutionPolicy" -> """{"preset":"TOLERANT"}"""

  private lazy val metastore = Clients.connect(Service.url)
  private lazy val gate = Gate(metastore)

  private def records(result: GateResult): List[String] = Records.of(result.df).map(Json.text)

  test("a batch with a new column goes on, and the answer says what the table needs") {
    val orders = Service.newDataset(Tolerant, "tableFormat" -> "\"DELTA\"")
    gate(inferred("""{"id": 1}"""), orders)
    metastore.acknowledge(orders, 1)
    val result = gate(inferred("""{"id": 2, "coupon": "x"}"""), orders)
    assert(records(result) == List("""{"id":2,"coupon":"x"}"""))
    assert((result.answer.changeType, result.answer.newVersion) == (("NON_BREAKING", Some(2))))
    assert(result.answer.apply.exists(_.contains("coupon")))
  }

  test("what a batch lacks is null, and what is narrower is cast") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"id": 1, "amount": 1.5, "customer": {"name": "a", "zip": "1"}}"""), orders)
    val result = gate(inferred("""{"id": 2, "amount": 3, "customer": {"name": "b"}}"""), orders)
    assert(records(result) == List("""{"amount":3.0,"customer":{"name":"b","zip":null},"id":2}"""))
  }

  test("a column that is null in every record is not added") {
    val orders = Service.newDataset(Tolerant)
    assert(gate(inferred("""{"id": 1, "coupon": null}"""), orders).df.columns.toList == List("id"))
  }

  test("without evidence it is text") {
    val orders = Service.newDataset(Tolerant)
    val result = gate(inferred("""{"id": 1, "coupon": null}"""), orders, GateOptions(evidence = false))
    assert(result.df.columns.toList == List("coupon", "id"))
  }

  test("a breaking batch is refused with a table of what changed and how to decide") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"id": 1, "amount": 1.5}"""), orders)
    val refused = intercept[BreakingSchemaChange] {
      gate(inferred("""{"id": 2, "amount": {"value": 1}, "coupon": "x"}"""), orders)
    }
    assert((refused.blockedVersion, refused.activeVersion) == ((2, Some(1))))
    assert(refused.breakingChanges.map(_.path) == Seq(Seq("amount")))
    val message = refused.getMessage
    assert(
      message.startsWith(
        "Breaking schema change: recorded as blocked version 2, seen once; version 1 stays active."
      )
    )
    assert(message.contains("| amount                 | STRUCTURE_CHANGED "))
    assert(message.contains("(1 further changes break nothing)"))
    assert(message.contains(s"curl ${Service.url}/datasets/$orders/schema/versions/2/approve "))
    assert(message.linesIterator.filter(_.startsWith("|")).map(_.length).toSet.size == 1)
  }

  test("after the decision the same batch goes on") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"id": 1, "amount": 1}"""), orders)
    val texts = inferred("""{"id": 2, "amount": "3"}""")
    intercept[BreakingSchemaChange](gate(texts, orders))
    Service.post(
      s"/datasets/$orders/schema/versions/2/approve",
      """{"reason": "they send numbers as text"}"""
    )
    assert(records(gate(texts, orders)) == List("""{"amount":3,"id":2}"""))
  }

  test("a value that does not fit the type that was decided fails the query, and is named") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"id": 1, "amount": 1}"""), orders)
    val texts = inferred("""{"id": 2, "amount": "three"}""")
    intercept[BreakingSchemaChange](gate(texts, orders))
    Service.post(
      s"/datasets/$orders/schema/versions/2/approve",
      """{"reason": "they send numbers as text"}"""
    )
    val result = gate(texts, orders)
    val error = intercept[Exception](result.df.collect())
    val said = Iterator.iterate[Throwable](error)(_.getCause).takeWhile(_ != null).map(_.getMessage).mkString
    assert(said.contains("Column amount has the value three, which is no long"))
  }

  test("a renamed column goes on taking what comes under its old name") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"id": 1, "amount": 1}"""), orders)
    val sql = s"ALTER TABLE $orders RENAME COLUMN amount TO total"
    Service.post(s"/datasets/$orders/ddl", s"""{"sql": "$sql", "reason": "clearer", "force": true}""")
    assert(records(gate(inferred("""{"id": 2, "amount": 7}"""), orders)) == List("""{"total":7,"id":2}"""))
  }

  test("columns of the job ride along and are not submitted") {
    val orders = Service.newDataset(Tolerant)
    val batch = inferred("""{"id": 1, "new": "x"}""").withColumn("the offset", lit(7L))
    val result = gate(batch, orders, GateOptions(carry = Seq("the offset")))
    assert(records(result) == List("""{"id":1,"new":"x","the offset":7}"""))
    assert(!metastore.activeSchema(orders).schemaJson.contains("offset"))
  }

  test("the name of a table is not taken for a struct") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"a": {"b": 1, "c": 3}, "b": 2}"""), orders)
    val result = gate(inferred("""{"a": {"b": 1}, "b": 2}""").as("a"), orders)
    assert(records(result) == List("""{"a":{"b":1,"c":null},"b":2}"""))
  }

  test("corrupt records are set apart and counted; the same batch again replaces them") {
    val orders = Service.newDataset(Tolerant)
    val folder = Files.createTempDirectory("quarantine-")
    try {
      val options = GateOptions(quarantine = Some(Quarantine(folder.toString, batch = "7")))
      for (_ <- 1 to 2) {
        val result = gate(inferred("""{"id": 1}""", """{"id": """, """{"id": 2}"""), orders, options)
        assert((result.quarantined, records(result)) == ((1L, List("""{"id":1}""", """{"id":2}"""))))
      }
      val kept = Records.of(Records.spark.read.parquet(folder.toString)).map(Json.text)
      assert(kept == List("""{"record":"{\"id\": ","reason":"The record cannot be read.","batch":7}"""))
    } finally Checkout.deleteAll(folder)
  }

  test("without quarantine corrupt records stop the batch") {
    val orders = Service.newDataset(Tolerant)
    val refused = intercept[BreakingSchemaChange](gate(inferred("""{"id": 1}""", """{"id": """), orders))
    assert(refused.breakingChanges.map(_.rule) == Seq("CORRUPT_RECORDS"))
  }

  test("an observing policy lets the batch through as it came") {
    val orders = Service.newDataset("evolutionPolicy" -> """{"preset":"TOLERANT","enforcement":"OBSERVE"}""")
    gate(inferred("""{"id": 1}"""), orders)
    val result = gate(inferred("""{"id": "x"}"""), orders)
    assert(result.observedOnly)
    assert(records(result) == List("""{"id":"x"}"""))
  }

  test("an empty batch has the columns of the table, and changes nothing") {
    val orders = Service.newDataset(Tolerant)
    gate(inferred("""{"id": 1}"""), orders)
    val result = gate(inferred(), orders)
    assert(
      (result.df.columns.toList, result.df.count(), result.answer.changeType) == ((List("id"), 0L, "NONE"))
    )
  }

  test("a stream is refused before anything is asked") {
    val stream = Records.spark.readStream.format("rate").load()
    val error = intercept[IllegalArgumentException](gate(stream, "orders"))
    assert(error.getMessage.contains("inside foreachBatch"))
  }

  test("a dataset that is not registered is the service's word") {
    val problem = intercept[MetastoreProblem](gate(inferred("""{"id": 1}"""), "never_registered"))
    assert((problem.status, problem.code) == ((404, "DATASET_NOT_FOUND")))
  }
}
