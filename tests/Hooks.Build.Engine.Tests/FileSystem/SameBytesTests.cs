using System.Security.Cryptography;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.FileSystem;

[TestClass]
public sealed class SameBytesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(65_535)]
    [DataRow(65_536)]
    [DataRow(65_537)]
    [DataRow(200_000)]
    public void Files_are_the_same_to_the_last_byte(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var (one, other) = (Write("one", content), Write("other", content));
        SameBytes.Are(one, other).ShouldBeTrue();
        SameBytes.Are(one, Write("longer", [.. content, 0])).ShouldBeFalse();
        if (length > 0)
        {
            content[^1]++;
            SameBytes.Are(one, Write("other", content)).ShouldBeFalse();
        }
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
