using Migochat.Graph;

namespace Migochat.Tests.Graph;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://shop.example/a.jpg", true)]
    [InlineData("https://93.184.216.34/a.jpg", true)]
    [InlineData("https://[2606:2800:220:1::1]/a.jpg", true)]
    [InlineData("http://shop.example/a.jpg", false)]
    [InlineData("ftp://shop.example/a.jpg", false)]
    [InlineData("/a.jpg", false)]
    [InlineData("https://user:pass@shop.example/a.jpg", false)]
    [InlineData("https://localhost/a.jpg", false)]
    [InlineData("https://db.internal/a.jpg", false)]
    [InlineData("https://printer/a.jpg", false)]
    [InlineData("https://127.0.0.1/a.jpg", false)]
    [InlineData("https://0x7f000001/a.jpg", false)]
    [InlineData("https://10.1.2.3/a.jpg", false)]
    [InlineData("https://172.20.0.1/a.jpg", false)]
    [InlineData("https://192.168.1.1/a.jpg", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("https://100.64.0.1/a.jpg", false)]
    [InlineData("https://[::1]/a.jpg", false)]
    [InlineData("https://[fd00::1]/a.jpg", false)]
    [InlineData("https://[fe80::1]/a.jpg", false)]
    [InlineData("https://[::ffff:10.0.0.1]/a.jpg", false)]
    [InlineData("https://8.8.8.8/a.jpg", true)]
    [InlineData("https://[2606:4700::1111]/a.jpg", true)]
    [InlineData("https://متجر.مصر/a.jpg", true)]
    [InlineData("https://shop/a.jpg", false)]
    [InlineData("https://printer.local/a.jpg", false)]
    [InlineData("https://10.0.0.1/a.jpg", false)]
    [InlineData("https://2130706433/a.jpg", false)]
    [InlineData("https://a:b@shop.example/a.jpg", false)]
    [InlineData("//shop.example/a.jpg", false)]
    public void Only_public_hosts_by_https_are_good(string address, bool isGood)
    {
        Assert.Equal(isGood, PublicAddress.IsGood(address));
    }
}
