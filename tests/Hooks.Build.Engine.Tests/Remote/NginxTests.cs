using System.Text;

namespace Hooks.Build.Engine.Tests.Remote;

[TestClass]
public sealed class NginxTests : RemoteTest
{
    [TestMethod]
    [DataRow("")]
    [DataRow("team/")]
    public async Task What_one_machine_sent_to_nginx_another_finds_there(string prefix)
    {
        using var nginx = await Nginx.StartAsync();
        Uri address = new(nginx.Address, prefix);
        var sender = Open(address: address);
        (await FindAsync(sender)).ShouldBeNull();
        sender.Offer(Samples.Key, Samples.Result, Samples.Filled());
        (await sender.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
        FakeResultStore local = new();
        var reader = Open(address: address, writes: false);
        (await FindAsync(reader, local)).ShouldSayTheSameAs(Samples.Result);
        local.Contents.Count.ShouldBe(3);
        (await reader.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
        File.Exists(Path.Combine(nginx.Data, prefix, EntryPath[1..])).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Nginx_checks_nothing_but_the_reader_does_and_the_writer_repairs()
    {
        using var nginx = await Nginx.StartAsync();
        var sender = Open(address: nginx.Address);
        sender.Offer(Samples.Key, Samples.Result, Samples.Filled());
        (await sender.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
        await File.WriteAllTextAsync(Path.Combine(nginx.Data, "cas", Samples.Digest(Samples.Tool)), "#!/bin/sx\n");

        var next = Open(address: nginx.Address);
        (await FindAsync(next)).ShouldBeNull();
        next.Offer(Samples.Key, Samples.Result, Samples.Filled());
        (await WarningAsync(next)).ShouldBe("has other content than it should have");
        (await FindAsync(Open(address: nginx.Address))).ShouldSayTheSameAs(Samples.Result);
    }

    [TestMethod]
    public async Task An_nginx_that_is_read_only_stops_the_writing_with_one_warning()
    {
        using var nginx = await Nginx.StartAsync();
        var results = Open(address: new Uri(nginx.Address, "read-only/"));
        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        (await WarningAsync(results)).ShouldStartWith("answered 403 (Forbidden) to a write; nothing more is sent");
    }

    [TestMethod]
    public async Task Megabytes_come_back_as_they_were_and_what_is_over_the_limit_stays_here()
    {
        using var nginx = await Nginx.StartAsync();
        string[] contents = [new('x', 1100 << 10), new('y', 1300 << 10)];
        var files = contents.Select(content => Samples.File("large", content)).ToList();
        FakeResultStore local = new();
        var sender = Open(address: nginx.Address);
        foreach (var (content, file) in contents.Zip(files))
        {
            local.Contents[file.Digest] = Encoding.UTF8.GetBytes(content);
            sender.Offer(file.Digest, Samples.Result with { Outputs = [file] }, local);
        }

        (await WarningAsync(sender)).ShouldBe("does not take content of every size: it answered 413");
        FakeResultStore found = new();
        _ = (await FindAsync(Open(address: nginx.Address), found, files[0].Digest)).ShouldNotBeNull();
        found.Contents[files[0].Digest].Length.ShouldBe(1100 << 10);
        (await FindAsync(Open(address: nginx.Address), key: files[1].Digest)).ShouldBeNull();
    }

    [TestMethod]
    public async Task Many_results_at_once_arrive_whole()
    {
        using var nginx = await Nginx.StartAsync();
        var sender = Open(address: nginx.Address);
        var keys = Enumerable.Range(0, 100).Select(i => Samples.Digest($"{i}")).ToList();
        keys.ForEach(key => sender.Offer(key, Samples.Result, Samples.Filled()));
        (await sender.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
        var reader = Open(address: nginx.Address);
        var found = await Task.WhenAll(keys.Select(key => FindAsync(reader, key: key)));
        found.ShouldAllBe(result => result != null);
        (await reader.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
    }
}
