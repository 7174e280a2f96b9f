using System.Buffers;

namespace Hooks.Build.Checks.Tests.Structured;

/// <summary>Documents that were damaged by chance, the same ones in each run: always an answer, never an exception.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class ParserFuzzTests
{
    private const int Cases = 2000;

    [TestMethod]
    [DataRow("check-json", "{\"a\": [1, -2.5e3, true, null, NaN], \"b\\u00e9\\ud83d\\ude00\": \"x\\n\", \"c\": {}}", "[]{}\",:\\u0/*N-e")]
    [DataRow("pretty-format-json", "{\"b\": [1, -2.5e3, true, null, -Infinity], \"a\\u00e9\": \"x\\n\", \"c\": {}}", "[]{}\",:\\uI0-e.")]
    [DataRow("check-yaml", "%YAML 1.2\n---\na: &x [1, 'b', \"c\\n\"]\nd: *x\ne: |\n  text\n? k\n: !!str v\n...\n", "-?:[]{},&*!|>'\"%@`# \t\n")]
    [DataRow("check-xml", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a b='1'>&e;<![CDATA[y]]><!-- c --><d/></a>", "<>&;!?-[]='\"%/#")]
    [DataRow("check-toml", "a.b = 1_0\n[[t]]\nc = [\"\\u00e9\", '''x''', {d = 1.5e3}]\n[t.u]\ne = 1979-05-27T07:32:00.5Z\n", "[]{}=.,\"'\\#_+-0:\nTZ")]
    [DataRow("file-contents-sorter", "b\na\r\n\n c\n", "\r\n \0ab")]
    public void A_damaged_document_gets_an_answer(string hook, string document, string tokens)
    {
        var check = Checked.Make(hook);
        CheckedFile file = new("file", "/none/file");
        Random random = new(5);
        var seed = System.Text.Encoding.UTF8.GetBytes(document);
        for (var number = 0; number < Cases; number++)
        {
            var content = Damage(seed, tokens, random);
            Findings findings = new();
            try
            {
                check.Check(file, content, findings);
                if (check.CanFix)
                    FixTwice(check, file, content);
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                throw new InvalidOperationException($"{hook}, {Convert.ToBase64String(content)}", e);
            }
        }
    }

    private static void FixTwice(FileCheck check, CheckedFile file, byte[] content)
    {
        ArrayBufferWriter<byte> once = new();
        if (check.TryFix(file, content, once))
            check.TryFix(file, once.WrittenSpan, new ArrayBufferWriter<byte>()).ShouldBeFalse(Convert.ToBase64String(content));
    }

    private static byte[] Damage(byte[] seed, string tokens, Random random)
    {
        List<byte> content = [.. seed];
        for (var times = random.Next(1, 5); times > 0 && content.Count > 0; times--)
        {
            var at = random.Next(content.Count);
            var length = Math.Min(random.Next(1, 12), content.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    content[at] = (byte)random.Next(256);
                    break;
                case 1:
                    content.RemoveRange(at, length);
                    break;
                case 2:
                    content.RemoveRange(at, content.Count - at);
                    break;
                case 3:
                    content.Insert(at, (byte)tokens[random.Next(tokens.Length)]);
                    break;
                case 4:
                    content.InsertRange(random.Next(content.Count), content.GetRange(at, length));
                    break;
                default:
                    content.InsertRange(at, Enumerable.Repeat((byte)tokens[random.Next(tokens.Length)], random.Next(1, 300)));
                    break;
            }
        }

        return [.. content];
    }
}
