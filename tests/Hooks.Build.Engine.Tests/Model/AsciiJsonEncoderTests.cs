using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Model;

[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class AsciiJsonEncoderTests
{
    [TestMethod]
    public void Any_text_comes_back_and_is_printable_ASCII()
    {
        Random random = new(7);
        for (var round = 0; round < 2000; round++)
        {
            var text = AnyText(random);
            var json = Written(text);
            json.ShouldAllBe(letter => letter >= ' ' && letter <= '~', text);
            JsonDocument.Parse(json).RootElement.GetString().ShouldBe(text);
        }
    }

    [TestMethod]
    [DataRow("it's <a> & b+c", "\"it's <a> & b+c\"")]
    [DataRow("\"\\\n\t\0\u007f", "\"\\u0022\\u005C\\u000A\\u0009\\u0000\\u007F\"")]
    [DataRow("ü\u2028\U0001F600", "\"\\u00FC\\u2028\\uD83D\\uDE00\"")]
    public void What_JSON_and_a_terminal_take_as_it_is_stays(string text, string json) => Written(text).ShouldBe(json);

    [TestMethod]
    public void Half_of_a_letter_is_told_as_one_that_is_missing() => Written(string.Concat("a", (char)0xD800, "b")).ShouldBe("\"a\\uFFFDb\"");

    [TestMethod]
    public void Bytes_are_escaped_as_letters_are() =>
        Encoding.UTF8.GetString(Write(writer => writer.WriteStringValue("ü\n\U0001F600"u8))).ShouldBe("\"\\u00FC\\u000A\\uD83D\\uDE00\"");

    private static string Written(string text) => Encoding.UTF8.GetString(Write(writer => writer.WriteStringValue(text)));

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = AsciiJsonEncoder.Instance }))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static string AnyText(Random random)
    {
        StringBuilder text = new();
        for (var length = random.Next(300); length > 0; length--)
        {
            _ = random.Next(4) switch
            {
                0 => text.Append((char)random.Next(' ', 0x7f)),
                1 => text.Append((char)random.Next(0x20)),
                2 => text.Append((char)random.Next(0x7f, 0xd800)),
                _ => text.Append(char.ConvertFromUtf32(random.Next(0x10000, 0x110000))),
            };
        }

        return text.ToString();
    }
}
