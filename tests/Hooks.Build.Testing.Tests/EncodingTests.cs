using System.Text;

namespace Hooks.Build.Testing.Tests;

[TestClass]
public sealed class EncodingTests
{
    public static IEnumerable<object[]> Encodings =>
    [
        [new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)],
        [new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)],
        [new UnicodeEncoding(bigEndian: false, byteOrderMark: true)],
        [new UnicodeEncoding(bigEndian: true, byteOrderMark: true)],
        [new UTF32Encoding(bigEndian: false, byteOrderMark: true)],
    ];

    [TestMethod]
    [DynamicData(nameof(Encodings))]
    public async Task A_text_that_is_read_and_written_keeps_its_encoding_and_its_mark(Encoding encoding)
    {
        using TestHookContext context = new() { TestFixing = true };
        var file = context.AddFile("a.cs", Bytes(encoding, "é\r\n")).Files[0];
        await file.WriteTextAsync(await file.ReadTextAsync() + "ü");
        (await file.ReadBytesAsync()).ShouldBe(Bytes(encoding, "é\r\nü"));
    }

    [TestMethod]
    public async Task A_text_that_begins_with_the_mark_has_it_once()
    {
        using TestHookContext context = new() { TestFixing = true };
        var file = context.AddFile("a.cs", Bytes(Encoding.UTF8, "a")).Files[0];
        await file.WriteTextAsync("\uFEFF" + await file.ReadTextAsync());
        (await file.ReadBytesAsync()).ShouldBe(Bytes(Encoding.UTF8, "a"));
    }

    [TestMethod]
    public async Task A_text_that_was_not_read_is_UTF8_without_a_mark()
    {
        using TestHookContext context = new() { TestFixing = true };
        var file = context.AddFile("a.cs", Bytes(Encoding.Unicode, "a")).Files[0];
        await file.WriteTextAsync("b");
        (await file.ReadBytesAsync()).ShouldBe("b"u8.ToArray());
    }

    [TestMethod]
    public async Task A_hook_that_repairs_strips_no_mark()
    {
        var result = await HookTest.RunAsync(
            Repair,
            new HookTestOptions { Fixing = true, Prepare = root => File.WriteAllBytesAsync(Path.Combine(root, "a.cs"), Bytes(Encoding.UTF8, "a")) },
            ("a.cs", ""));
        result.Files["a.cs"].ShouldBe(Bytes(Encoding.UTF8, "ab"));
    }

    private static Task Repair(HookContext hook) =>
        hook.ForEachFileAsync(async (file, cancel) => await file.WriteTextAsync(await file.ReadTextAsync(cancel) + "b", cancel));

    private static byte[] Bytes(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
}
