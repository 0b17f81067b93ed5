package metastore.spark

import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import metastore.client.{BreakingSchemaChange, Json}
import metastore.testing.{Checkout, Clients, Records, Service}
import org.apache.spark.sql.streaming.StreamingQueryException
import org.apache.spark.sql.{DataFrame, Encoders}
import org.scalatest.funsuite.AnyFunSuite

/** The gate where jobs have it: in foreachBatch. */
class StreamTest extends AnyFunSuite {

  private val spark = Records.spark

  /** Reads, one file a batch, what is there; ends when all of it was written, or throws. */
  private def run(place: Path, dataset: String): Unit = {
    val gate = Gate(Clients.connect(Service.url))
    val write: (DataFrame, Long) => Unit = (lines, batchId) => {
      val batch = spark.read.json(lines.as(Encoders.STRING)).cache()
      val result = gate(batch, dataset, GateOptions(source = Map("batch" -> batchId.toString)))
      result.df.write.parquet(place.resolve(s"table/batch=$batchId").toString)
      batch.unpersist(): Unit
    }
    val files = spark.readStream.option("maxFilesPerTrigger", 1L).text(place.resolve("in").toString)
    val query =
      files.writeStream.option("checkpointLocation", place.resolve("state").toString).foreachBatch(write)
    query.start().processAllAvailable()
    spark.streams.active.foreach(_.stop())
  }

  private def land(place: Path, name: String, lines: String*): Unit =
    Files.write(place.resolve("in").resolve(name), lines.mkString("\n").getBytes(UTF_8)): Unit

  test("a breaking batch stops the query, and it goes on from there after the decision") {
    val place = Files.createTempDirectory("stream-")
    try {
      val orders = Service.newDataset("evolutionPolicy" -> """{"preset":"TOLERANT"}""")
      Files.createDirectories(place.resolve("in"))
      land(place, "1.json", """{"id": 1, "amount": 1}""")
      run(place, orders)
      land(place, "2.json", """{"id": 2, "amount": "2"}""")
      val stopped = intercept[StreamingQueryException](run(place, orders))
      val causes = Iterator.iterate[Throwable](stopped)(_.getCause).takeWhile(_ != null).toList
      assert(causes.exists(_.isInstanceOf[BreakingSchemaChange]))
      Service.post(s"/datasets/$orders/schema/versions/2/approve", """{"reason": "numbers as text"}""")
      land(place, "3.json", """{"id": 3, "amount": 3, "coupon": "x"}""")
      run(place, orders)
      val table = spark.read.option("mergeSchema", "true").parquet(place.resolve("table").toString)
      val rows = Records.of(table.orderBy("id").selectExpr("id", "amount", "coupon")).map(Json.text)
      assert(
        rows == List(
          """{"id":1,"amount":1,"coupon":null}""",
          """{"id":2,"amount":2,"coupon":null}""",
          """{"id":3,"amount":3,"coupon":"x"}"""
        )
      )
    } finally Checkout.deleteAll(place)
  }
}
